const DAY_MINUTES = 1_440;

/** Minutes of a length as people type it: `45`, `45 min`, `1:30`, `1,5 Std.`, `1.5 h`, `2 Std. 15`. `undefined` when it is none, or more than a day. */
export function minutesOf(typed: string): number | undefined {
  const text = typed.trim().toLowerCase().replaceAll(",", ".");
  const minutes = byClock(text) ?? inHours(text) ?? inMinutes(text);
  const whole = minutes === undefined ? undefined : Math.round(minutes);
  return whole !== undefined && whole >= 1 && whole <= DAY_MINUTES ? whole : undefined;
}

function byClock(text: string): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):([0-5]\d)$/.exec(text) ?? [];
  return hours === undefined || minutes === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

function inHours(text: string): number | undefined {
  const [, hours, minutes] =
    /^(\d{1,2}(?:\.\d{1,2})?) ?(?:h|hrs?|hours?|std\.?|stunden?)(?: ?(\d{1,2}) ?(?:m|min\.?|minuten|minutes)?)?$/.exec(
      text,
    ) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes ?? 0);
}

function inMinutes(text: string): number | undefined {
  const [, minutes] = /^(\d{1,4}) ?(?:m|min\.?|minuten?|minutes?)?$/.exec(text) ?? [];
  return minutes === undefined ? undefined : Number(minutes);
}

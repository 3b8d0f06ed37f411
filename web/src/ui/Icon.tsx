/** Line drawings of our own, 24 by 24. Always beside a word or with a name of their control, never alone. */
const PATHS = {
  overview: "M4 11.5 12 5l8 6.5V19a1 1 0 0 1-1 1h-4.5v-5h-5v5H5a1 1 0 0 1-1-1z",
  tickets: "M4 6.5h16v4a1.8 1.8 0 0 0 0 3.5v3.5H4V14a1.8 1.8 0 0 0 0-3.5zM10 9.5v5.5M13.5 10.5h3M13.5 14h3",
  contract: "M7 3.5h7l4 4V20a.5.5 0 0 1-.5.5h-10A.5.5 0 0 1 7 20zM14 3.5V8h4M9.5 12h6M9.5 15.5h6",
  company: "M5 20.5V4.5h9v16M14 9.5h5v11M3 20.5h18M8 8h3M8 11.5h3M8 15h3",
  history: "M4.5 12a7.5 7.5 0 1 1 2.3 5.4M4.5 17.5v-4h4M12 8v4.3l3 1.7",
  key: "M14.5 9.5a4 4 0 1 1-3.4-4M11.5 12.5l8 8M17 18l2-2M14.6 15.6l1.6-1.6",
  roles: "M12 3.5l7 2.5v5.5c0 4.3-2.9 7.6-7 9-4.1-1.4-7-4.7-7-9V6zM9 12l2.2 2.2L15.2 10",
  installation: "M4 5h16v6H4zM4 13h16v6H4zM7.5 8h.01M7.5 16h.01M11 8h5.5M11 16h5.5",
  reference: "M8.5 7.5 4 12l4.5 4.5M15.5 7.5 20 12l-4.5 4.5M13.5 5l-3 14",
  profile: "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
  calendar: "M4.5 6.5h15v13h-15zM4.5 10.5h15M8.5 4v4M15.5 4v4",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4",
  mail: "M4 6h16v12H4zM4 7l8 6 8-6",
  sessions: "M4 5.5h16v10H4zM9 19.5h6M12 15.5v4",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.2 15.2l5 5",
  language:
    "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c2.4 2.3 3.6 5.1 3.6 8.5s-1.2 6.2-3.6 8.5c-2.4-2.3-3.6-5.1-3.6-8.5s1.2-6.2 3.6-8.5z",
  scheme: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 3.5v17M12 8h7.4M12 12h8.5M12 16h7.4",
  signOut: "M10 4.5H5.5v15H10M14.5 8l4 4-4 4M18.5 12H9",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  switch: "M8 9.5 12 5.5l4 4M8 14.5l4 4 4-4",
  copy: "M8.5 8.5v-4h11v11h-4M4.5 8.5h11v11h-11z",
  check: "M5 12.5l4.5 4.5L19 7.5",
  late: "M12 4 21 19.5H3zM12 10v4.5M12 17h.01",
  soon: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2",
  kept: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM8.5 12.2l2.4 2.4 4.6-4.8",
  hint: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5.5M12 7.8h.01",
  eye: "M3 12c2.2-4 5.2-6 9-6s6.8 2 9 6c-2.2 4-5.2 6-9 6s-6.8-2-9-6zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  evidence: "M12 3.5l7 2.5v5.5c0 4.3-2.9 7.6-7 9-4.1-1.4-7-4.7-7-9V6z",
  pause: "M8.5 5.5v13M15.5 5.5v13",
  phone: "M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3a2 2 0 0 1-2 2A15.5 15.5 0 0 1 4.5 6a2 2 0 0 1 2-2z",
  lock: "M6.5 11h11v9h-11zM9 11V8a3 3 0 0 1 6 0v3",
  clip: "M8 12.5l6.5-6.5a3 3 0 0 1 4.2 4.2l-8 8a5 5 0 0 1-7-7l7.5-7.5",
  backtest: "M4.5 19.5h15M6.5 16V9M11 16V5.5M15.5 16v-4M19 5l-2.5 2.5L19 10",
  import: "M12 4v11M7.5 10.5 12 15l4.5-4.5M4.5 19.5h15",
  none: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM8 12h8",
  plus: "M12 5v14M5 12h14",
  not: "M7 7l10 10M17 7 7 17",
  engagement: "M9 17a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM15 17a5 5 0 1 0 0-10 5 5 0 0 0 0 10z",
  next: "M9.5 6l6 6-6 6",
  before: "M14.5 6l-6 6 6 6",
  down: "M6 9.5l6 6 6-6",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  const weight = name === "more" ? 3 : 1.7;
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false" className="icon">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={weight}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** The mark: two shapes that meet. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="var(--accent)" />
      <path d="M6 9h6a7 7 0 0 1 0 14H6z" fill="#ffffff" />
      <path d="M26 9h-3.2a9.6 9.6 0 0 1 0 14H26z" fill="#8fd0db" />
    </svg>
  );
}

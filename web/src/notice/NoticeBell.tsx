import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useWords } from "../i18n/language.tsx";
import { useSession } from "../session.ts";
import { Icon } from "../ui/Icon.tsx";
import { COUNTED_MAX, unreadQuery } from "./notices.ts";
import { noticeWords } from "./words.ts";
import "./notice.css";

/** The way to what is new, and how much that is. Whoever acts for no company is told of nothing. */
export function NoticeBell() {
  const t = useWords(noticeWords);
  const { company } = useSession();
  const { data } = useQuery({ ...unreadQuery, enabled: company !== null });
  if (company === null) return null;
  const unread = data?.unread ?? 0;
  const label = unread === 0 ? t("bell") : t("bellUnread", { count: unread });
  return (
    <Link to="/notices" className="bell" aria-label={label} title={label}>
      <Icon name="bell" />
      {unread === 0 ? null : (
        <span className="bell-count" aria-hidden="true">
          {unread >= COUNTED_MAX ? "99+" : unread}
        </span>
      )}
    </Link>
  );
}

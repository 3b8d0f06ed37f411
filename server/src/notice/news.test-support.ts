import { followToEnd } from "../event/follow.test-support.ts";
import type { PostOffice } from "../mail/out/post-office.ts";
import { tellNews } from "./news.ts";

/** Tells of everything that happened. */
export const tellAll = (post: Pick<PostOffice, "db" | "clock">): Promise<void> =>
  followToEnd(post.db, "notice", () => tellNews(post));

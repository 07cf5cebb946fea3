"use client";

import { dynamic } from "@/components/ui/dynamic";
import { FeedSkeleton } from "./feed-skeleton";

const load = () => import("./message-feed").then((module) => module.MessageFeed);

/** MessageFeed, loaded beside the page's first script. */
export const LazyMessageFeed = dynamic(load, { loading: () => <FeedSkeleton /> });

/** Starts loading the feed's code while its messages are on their way. */
export function preloadMessageFeed(): void {
  void load();
}

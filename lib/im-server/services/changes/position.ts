import type { ChangePosition } from "../../store/change-interface";
import { badRequest } from "../errors";

/** A position as readers are given it; `epoch` tells one database's log from another's. */
export type LogPosition = ChangePosition & { epoch: string };

const pattern = /^([0-9a-f]{12})-([0-9a-z]{1,10})-([0-9a-z]{1,10})$/;

/** The text that stands for a position. */
export function formatPosition({ epoch, seq, at }: LogPosition): string {
  return `${epoch}-${seq.toString(36)}-${at.toString(36)}`;
}

/** @throws ImError 1 when the text never was a position */
export function parsePosition(text: string): LogPosition {
  const [, epoch, seq, at] = pattern.exec(text) ?? [];
  if (epoch === undefined || seq === undefined || at === undefined) {
    throw badRequest("after is not the id of an event.");
  }
  return { epoch, seq: Number.parseInt(seq, 36), at: Number.parseInt(at, 36) };
}

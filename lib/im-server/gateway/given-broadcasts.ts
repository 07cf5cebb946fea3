import type { Ear } from "./ear";

/** Up to when a session has been given broadcasts, and its client was heard since: those have arrived. */
export class GivenBroadcasts {
  private arrived = 0;
  private last = { at: 0, heard: 0 };

  constructor(private readonly ear: Ear) {}

  /** One of this time is on its way. */
  give(at: number): void {
    this.arrived = this.arrivedAt;
    this.last = { at, heard: this.ear.times };
  }

  /** The time of the newest that has arrived; 0 for none. */
  get arrivedAt(): number {
    return this.ear.times > this.last.heard ? this.last.at : this.arrived;
  }
}

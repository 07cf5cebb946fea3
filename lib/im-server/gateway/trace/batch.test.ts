import { expect, it } from "vitest";
import { createBatch } from "./batch";

const loss = () => {
  const lost: number[] = [];
  return { lost, onLost: (count: number) => void lost.push(count) };
};

it("writes what comes meanwhile together, in order, one write at a time", async () => {
  const writes: number[][] = [];
  let running = 0;
  const batch = createBatch<number>({
    size: 3,
    delay: 1,
    ...loss(),
    async write(items) {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      writes.push(items);
      running -= 1;
    },
  });
  for (let item = 0; item < 7; item += 1) batch.add(item);
  const first = batch.flush();
  batch.add(7);
  await Promise.all([first, batch.flush()]);
  expect(writes.flat()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(writes[0]).toEqual([0, 1, 2]);
  batch.add(8);
  await expect.poll(() => writes.at(-1)).toEqual([8]);
});

it("lets go of what is too much, says how much that was, and goes on", async () => {
  const { lost, onLost } = loss();
  const written: number[] = [];
  const batch = createBatch<number>({
    capacity: 2,
    onLost,
    write: async (items) => void written.push(...items),
  });
  expect([batch.add(1), batch.add(2), batch.add(3), batch.add(4)]).toEqual([true, true, false, false]);
  await batch.flush();
  expect(batch.add(5)).toBe(true);
  await batch.flush();
  expect(written).toEqual([1, 2, 5]);
  expect(lost).toEqual([2]);
});

it("keeps nobody waiting for what comes later", async () => {
  let written = 0;
  const batch = createBatch<number>({
    ...loss(),
    async write(items) {
      written += items.length;
      // There is always more.
      batch.add(0);
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  batch.add(0);
  await batch.flush();
  await batch.flush();
  expect(written).toBeLessThan(5);
});

it("loses what cannot be written, and only that", async () => {
  const { lost, onLost } = loss();
  const written: number[] = [];
  const batch = createBatch<number>({
    size: 1,
    onLost,
    async write([item]) {
      if (item === 1) throw new Error("the disk is full");
      written.push(item ?? 0);
    },
  });
  batch.add(1);
  batch.add(2);
  await batch.flush();
  expect([written, lost]).toEqual([[2], [1]]);
});

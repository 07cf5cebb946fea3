const maxWidth = 360;
const maxHeight = 270;

/** The box a picture is shown in, known before it loads so that nothing moves; a standard one without dimensions. */
export function fitBox(width: number | null, height: number | null): { width: number; height: number } {
  if (!isLength(width) || !isLength(height)) return { width: 280, height: 210 };
  const scale = Math.min(1, maxWidth / width, maxHeight / height);
  return { width: Math.max(24, Math.round(width * scale)), height: Math.max(24, Math.round(height * scale)) };
}

function isLength(value: number | null): value is number {
  return value !== null && value > 0 && Number.isFinite(value);
}

/** Seconds as `1:05` or `1:02:09`. */
export function playTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const pad = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}

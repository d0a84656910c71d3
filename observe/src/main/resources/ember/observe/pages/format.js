// Numbers for people: three significant digits, units last.

export function millis(value) {
  if (value === undefined || value === null || value < 0) return '';
  if (value < 1000) return `${Math.round(value)} ms`;
  const seconds = value / 1000;
  if (seconds < 60) return `${digits(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function bytes(value) {
  if (!value) return value === 0 ? '0 B' : '';
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let unit = 0;
  let scaled = value;
  while (scaled >= 1024 && unit < units.length - 1) {
    scaled /= 1024;
    unit++;
  }
  return unit === 0 ? `${value} B` : `${digits(scaled)} ${units[unit]}`;
}

export function count(value) {
  return value === undefined || value === null ? '' : value.toLocaleString('en-US');
}

export function digits(value) {
  return value >= 100 ? String(Math.round(value)) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function time(epochMillis) {
  return epochMillis > 0 ? new Date(epochMillis).toLocaleString(undefined, { hour12: false }) : '';
}

/** What a field is: how it is written, and whether it is a number. */
export const UNITS = { millis, bytes, count };

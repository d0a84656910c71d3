// Numbers for people: three significant digits, units last.

export function millis(value) {
  if (value === undefined || value === null || value < 0) return '';
  if (Math.round(value) < 1000) return `${Math.round(value)} ms`;
  if (value < 59950) return `${digits(value / 1000)} s`;
  const seconds = Math.round(value / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A time on an axis: with as many digits as tell it from those a step before and after. */
export function tick(value, step) {
  const decimals = step >= 1000 ? 0 : Math.ceil(-Math.log10(step / 1000) - 1e-9);
  const hours = Math.floor(value / 3600000);
  const minutes = Math.floor(value % 3600000 / 60000);
  return [hours ? `${hours} h` : '', hours || minutes ? `${minutes} min` : '', value < 60000 || step < 60000 ? `${(value % 60000 / 1000).toFixed(decimals)} s` : '']
    .filter(Boolean).join(' ');
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

/** What task attempts did in vain; nothing if they did not. */
export function lostWork({ lostMillis, lostBytes }) {
  return lostMillis || lostBytes ? `${millis(lostMillis)}${lostBytes ? `, ${bytes(lostBytes)}` : ''}` : '';
}

export function count(value) {
  return value === undefined || value === null ? '' : value.toLocaleString('en-US');
}

export function digits(value) {
  return value >= 99.95 ? String(Math.round(value)) : value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
}

export function time(epochMillis) {
  return epochMillis > 0 ? new Date(epochMillis).toLocaleString(undefined, { hour12: false }) : '';
}

/** What a field is: how it is written, and whether it is a number. */
export const UNITS = { millis, bytes, count };

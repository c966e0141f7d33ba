import type { Entity } from '@switchboard/contracts';
import {
  type CountryCode,
  findPhoneNumbersInText,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js';
import { collect, entityAt } from './found';

/** Phone numbers in E.164. Without a prefix they are read as the workspace's country's; a Chinese mobile as China's. */
export function findPhones(source: string, country: string): Entity[] {
  const home: CountryCode = isSupportedCountry(country) ? country : 'GB';
  const found = [home, ...(home === 'CN' ? [] : ['CN' as const])].flatMap((defaultCountry) =>
    findPhoneNumbersInText(source, { defaultCountry })
      .filter(({ number }) => defaultCountry === home || /^\+861[3-9]\d{9}$/.test(number.number))
      .map(({ startsAt, endsAt, number }) => entityAt(source, 'phone', startsAt, endsAt, number.number)),
  );
  return [...found, ...possible(source, home)].filter(
    (entity, index, all) => !all.slice(0, index).some(({ start, end }) => entity.start < end && start < entity.end),
  );
}

/** Numbers with a country's or an area's prefix that are as long as they should be, in ranges not given out yet too. */
function possible(source: string, country: CountryCode): Entity[] {
  return collect(source, 'phone', /(?<![\w.,£$€#/-])(?:\+|\(?0)\d(?:[ .()-]{0,2}\d){8,13}(?![\w-])/g, ([text]) => {
    const number = parsePhoneNumberFromString(text ?? '', country);
    return number?.isPossible() ? number.number : null;
  });
}

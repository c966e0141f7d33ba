import { z } from 'zod';
import { hoursSchema } from '../hours';
import { interfaceLanguageSchema } from '../primitives';

const line = (most: number) => z.string().trim().max(most);

/** What the widget says before the visitor does, and of what is outside all the desk knows. */
export const welcomeSchema = z.object({
  greeting: line(500),
  /** Questions to choose from. */
  suggestions: z.array(line(80).min(1)).max(4),
  /** The desk's own words without it. */
  outOfScope: line(500).min(1).optional(),
});

/** What a workspace is to its visitors: its name, its words by language of the widget, and when people are there. */
export const companySchema = z.object({
  name: line(80).min(1, 'a name'),
  welcome: z.partialRecord(interfaceLanguageSchema, welcomeSchema),
  hours: hoursSchema
    .refine(({ timezone }) => isTimeZone(timezone), { path: ['timezone'], error: 'a time zone such as Europe/London' })
    .refine(({ days }) => Object.values(days).every(([from, until]) => from < until), {
      path: ['days'],
      error: 'a day must open before it closes',
    }),
});
export type Company = z.infer<typeof companySchema>;

/** GET /v1/settings/company; `version` changes with every change. */
export const storedCompanySchema = companySchema.extend({ version: z.string() });
export type StoredCompany = z.infer<typeof storedCompanySchema>;

/** PUT /v1/settings/company: refused with `conflict` when somebody else has saved since `basedOn`. */
export const saveCompanySchema = companySchema.extend({ basedOn: z.string().max(64).optional() });
export type SaveCompany = z.infer<typeof saveCompanySchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

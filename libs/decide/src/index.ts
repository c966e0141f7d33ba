export { decide } from './decide';
export { rules, type Rule } from './rules';
export type { Situation } from './situation';

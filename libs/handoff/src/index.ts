export { hoursSchema, isOpen, nextOpening, type Hours } from './hours';
export { askedColleague, promise, type PromiseInput } from './promise';

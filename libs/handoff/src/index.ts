export { hoursSchema, isOpen, nextOpening, type Hours } from './hours';
export { promise, type PromiseInput } from './promise';

export { isOpen, nextOpening } from './hours';
export { askedColleague, promise, type PromiseInput } from './promise';

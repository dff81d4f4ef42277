/** Assertions on types; the compiler is what runs them. */

/** True for one and the same type. `any` and `unknown` are the same as nothing but themselves. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** False for `any` and `unknown`, which would take whatever they are given. */
export type Known<T> = unknown extends T ? false : true;

/** Does not compile unless it is given `true`. */
export type Holds<T extends true> = T;

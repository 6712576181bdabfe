declare const brand: unique symbol;

/** A string that has been checked once and cannot be mixed up with another. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

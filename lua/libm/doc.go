// Package libm is C's mathematical functions as glibc computes them. Go's are off
// by one in the last bit for each fifth argument or so, which shows in what a
// script prints.
//
// glibc rounds all but one result in a thousand correctly, that is to the double
// next to the true value. So the functions here compute with pairs of doubles, of
// which the second holds what the first has no bits for, and round once. An
// inverse function corrects what Go's says by what the function itself makes of
// it. log10 and the hyperbolic functions are not so exact in glibc: they follow its
// formulas.
//
// What comes of an invalid argument is a NaN with the sign that it has on amd64.
package libm

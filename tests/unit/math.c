/*
 * The engine's mathematics.
 */
#include "unit.h"

#include <math.h>

/* Far apart, so that none passes for another. */
static const struct {
	const char *name;
	double (*fn)(double);
	double x;
	double want;
} ones[] = {
	{ "acos", acos, -1, 3.141592653589793 },
	{ "acosh", acosh, 2, 1.3169578969248167 },
	{ "asin", asin, 1, 1.5707963267948966 },
	{ "asinh", asinh, 2, 1.4436354751788103 },
	{ "atan", atan, 1, 0.7853981633974483 },
	{ "atanh", atanh, 0.5, 0.5493061443340549 },
	{ "ceil", ceil, -1.5, -1 },
	{ "cos", cos, 3.141592653589793, -1 },
	{ "cosh", cosh, 2, 3.7621956910836314 },
	{ "exp", exp, 1, 2.718281828459045 },
	{ "floor", floor, -1.5, -2 },
	{ "log", log, 10, 2.302585092994046 },
	{ "log10", log10, 1000, 3 },
	{ "log2", log2, 1024, 10 },
	{ "sin", sin, 0.5, 0.479425538604203 },
	{ "sinh", sinh, 2, 3.626860407847019 },
	{ "sqrt", sqrt, 144, 12 },
	{ "tan", tan, 0.5, 0.5463024898437905 },
	{ "tanh", tanh, 0.5, 0.46211715726000973 },
	{ "trunc", trunc, -7.9, -7 },
};

static const struct {
	const char *name;
	double (*fn)(double, double);
	double x;
	double y;
	double want;
} twos[] = {
	{ "atan2", atan2, 1, -1, 2.356194490192345 },
	{ "fmod", fmod, 7.5, 2, 1.5 },
	{ "pow", pow, 3, 4, 81 },
};

static void
check(const char *name, double got, double want)
{
	if (fabs(got - want) < 1e-12)
		return;
	printf("# %s: got %.17g, want %.17g\n", name, got, want);
	unit_bad++;
}

static void
of_one(struct tix *tx)
{
	(void)tx;
	for (size_t i = 0; i < sizeof ones / sizeof ones[0]; i++)
		check(ones[i].name, ones[i].fn(ones[i].x), ones[i].want);
	CHECK(isnan(sqrt(ones[0].x)));
}

static void
of_two(struct tix *tx)
{
	(void)tx;
	for (size_t i = 0; i < sizeof twos / sizeof twos[0]; i++)
		check(twos[i].name, twos[i].fn(twos[i].x, twos[i].y),
		    twos[i].want);
}

static const struct unit_test tests[] = {
	{ "a function of one number is the system's", of_one },
	{ "a function of two numbers is the system's", of_two },
};

UNIT_MAIN(tests)

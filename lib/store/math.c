/*
 * Mathematics for the engine: SQL has it, and the ranking of a search, which no
 * statement of ours asks for.  Linking the system's library of it would be a
 * twentieth of a short program's time, so the first call loads it.
 */
#include <features.h>

#ifdef __GLIBC__
#include <dlfcn.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#define LIBRARY "libm.so.6"

typedef double one_fn(double);
typedef double two_fn(double, double);

static void *
function(const char *name)
{
	void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);

	return library != NULL ? dlsym(library, name) : NULL;
}

static double
one(const char *name, double x)
{
	void *p = function(name);
	one_fn *f;

	memcpy(&f, &p, sizeof f);
	return f != NULL ? f(x) : (double)NAN;
}

static double
two(const char *name, double x, double y)
{
	void *p = function(name);
	two_fn *f;

	memcpy(&f, &p, sizeof f);
	return f != NULL ? f(x, y) : (double)NAN;
}

#define ONE(name)                        \
	double                           \
	name(double x)                   \
	{                                \
		return one(#name, x);    \
	}

#define TWO(name)                        \
	double                           \
	name(double x, double y)         \
	{                                \
		return two(#name, x, y); \
	}

ONE(acos)
ONE(acosh)
ONE(asin)
ONE(asinh)
ONE(atan)
ONE(atanh)
ONE(ceil)
ONE(cos)
ONE(cosh)
ONE(exp)
ONE(floor)
ONE(log)
ONE(log10)
ONE(log2)
ONE(sin)
ONE(sinh)
ONE(sqrt)
ONE(tan)
ONE(tanh)
ONE(trunc)
TWO(atan2)
TWO(fmod)
TWO(pow)
#endif

/* tix - run, list and explain the programs of the help desk */
#include <tix/cli.h>

static const struct tix_program programs[] = {
#include "commands.h"
};

int
main(int argc, char **argv)
{
	return tix_front(programs, sizeof programs / sizeof programs[0], argc,
	    argv);
}

/* tix-doctor - what is wrong with the desk and its surroundings */
#include <tix/doctor.h>

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "doctor",
		.flags = TIX_CMD_SHOWS | TIX_CMD_TELLS,
		.run = tix_doctor,
		.table = &tix_table,
	};

	return tix_main(&cmd, argc, argv);
}

/* fork.c: rounds of fork, _exit and wait; a byte to descriptor 3 before the
 * fork, after it in the parent, and after the wait. See ../bench_test.go. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	int rounds = argc > 1 ? atoi(argv[1]) : 1;

	for (int i = 0; i < rounds; i++) {
		if (write(3, "a", 1) != 1)
			return 1;
		pid_t pid = fork();
		if (pid < 0)
			return 1;
		if (pid == 0)
			_exit(0);
		if (write(3, "b", 1) != 1 || waitpid(pid, NULL, 0) != pid || write(3, "c", 1) != 1)
			return 1;
	}
	return 0;
}

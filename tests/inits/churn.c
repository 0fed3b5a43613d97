/* churn SECONDS: makes orphans that end at once, of several generations, for so
 * long, and writes how many they were when there is nobody but init and itself.
 * Only for a pid namespace of its own. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	time_t end = time(NULL) + atoi(argv[1]);
	long made = 0;

	(void)argc;
	while (time(NULL) < end) {
		pid_t pid = fork();
		if (pid < 0) {
			perror("fork");
			return 3;
		}
		if (pid == 0) {
			for (int i = 0; i < 10; i++)
				if (fork() == 0) _exit(fork() < 0); /* its child is an orphan, too */
			_exit(0);
		}
		waitpid(pid, NULL, 0);
		made += 20;
	}
	while (kill(-1, 0) == 0) usleep(1000); /* it keeps others from exiting */
	if (errno != ESRCH) return 5;
	printf("%ld\n", made);
	return 0;
}

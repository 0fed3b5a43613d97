/* sibling PLACE MANNER: leaves another process behind and ends with status 7, as
 * soon as that one is ready.
 *
 * PLACE is how far away it is: "child" of this one, in a process "group" or
 * "session" of its own, or a "daemon" as daemon(3) makes one.
 * MANNER is what it does when SIGTERM comes: "quick" writes "term" and ends;
 * "clean" does so after a second; "ignore" does nothing; "stopped" would do as
 * "quick" if it were not stopped. Who reads its output sees the end of the file
 * when it is dead. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *manner;

static void say(const char *text) { if (write(1, text, strlen(text)) < 0) _exit(1); }

static void term(int signo)
{
	(void)signo;
	if (!strcmp(manner, "clean")) sleep(1);
	say("term\n");
	_exit(0);
}

static void sibling(int ready)
{
	signal(SIGHUP, SIG_IGN); /* from the kernel, to a stopped group that becomes an orphan */
	signal(SIGTERM, strcmp(manner, "ignore") ? term : SIG_IGN);
	if (write(ready, "x", 1) < 0) _exit(1);
	close(ready);
	if (!strcmp(manner, "stopped")) raise(SIGSTOP);
	for (;;) pause();
}

int main(int argc, char **argv)
{
	int ready[2];
	char byte;
	const char *place = argv[1];

	(void)argc;
	manner = argv[2];
	if (pipe(ready)) return 2;
	pid_t pid = fork();
	if (pid == 0) {
		close(ready[0]);
		if (!strcmp(place, "group")) setpgid(0, 0);
		if (!strcmp(place, "session")) setsid();
		if (!strcmp(place, "daemon")) {
			setsid();
			if (fork()) _exit(0);
		}
		sibling(ready[1]);
	}
	close(ready[1]);
	if (read(ready[0], &byte, 1) != 1) return 3;
	if (!strcmp(manner, "stopped") && strcmp(place, "daemon")) waitpid(pid, NULL, WUNTRACED);
	return 7;
}

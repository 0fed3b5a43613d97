/* What glibc calls the errors and the signals. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

int main(void)
{
	for (int e = 1; e <= 133; e++) {
		const char *name = strerrorname_np(e);
		printf("%s %s\n", name ? name : "", strerror(e));
	}
	for (int s = 0; s <= 64; s++)
		printf("%s\n", strsignal(s));
	return 0;
}

package main

// synopsis is how nslua is called.
const synopsis = "nslua [options] [script | -m module] [args]"

// usage is --help.
func (o *options) usage() string {
	return "usage: " + synopsis + "\n" + o.flags.FlagUsages() +
		"  --                       end of the options\n" +
		"  -                        run standard input\n"
}

// Package scripts has the teaching scripts, which the prompt's .lesson goes through.
package scripts

import "embed"

// Files are the scripts, NN-topic.lua.
//
//go:embed *.lua
var Files embed.FS

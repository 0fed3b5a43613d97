// Package syntax compiles Lua 5.1, as the manual and the reference
// implementation have it, to the instructions of gopher-lua's engine.
//
// It works in one pass, as the reference implementation does: a lexer gives
// tokens, a recursive-descent parser calls a generator of code, and there is no
// tree between them. So registers, limits, line numbers and messages come out as
// lua5.1's do.
//
//	parser, statement, assignment, loop, expression, constructor, body   what is read
//	lexer, literal, token, lexeme                                        how it is read
//	function, operand, operator, logic, constant, code, instruction      what is written
//	session                                                              what chunks of a prompt share
//
// Beside the code a prototype says where each local variable is alive: from the
// instruction StartPc to the one before EndPc. Unlike in C Lua, a function's
// registers need not be clean when it begins.
package syntax

package bindings

import "encoding/binary"

var native = binary.NativeEndian

cc=${CC:-cc}
flags="-std=c99 -O2 -Wall -Wextra -Wpedantic"
$cc $flags -o test test.c
./test
$cc $flags -shared -fPIC -fvisibility=hidden -o "$file" plugin.c
"${JUNHENG:-junheng}" pack lock pack

#!/bin/sh
# 编译、测试，把文件放进规则包并锁定 / builds and tests, puts the file into the pack and locks it
set -eu
cd "$(dirname "$0")"
case "$(uname -s)" in
    Darwin) system=macos ending=dylib ;;
    MINGW* | MSYS*) system=windows ending=dll ;;
    *) system=linux ending=so ;;
esac
case "$(uname -m)" in
    arm64 | aarch64) machine=aarch64 ;;
    *) machine=x86_64 ;;
esac
file="pack/plugins/${system}_$machine.$ending"
mkdir -p pack/plugins

// zlib reads gzip; the whole binding is its own header.
#include <zlib.h>

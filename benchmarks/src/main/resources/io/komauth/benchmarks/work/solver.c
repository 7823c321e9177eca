/*
 * A native solver of PBKDF2/SHA-256 challenges, as an attacker would write it: the inner and outer state of the HMAC are computed
 * once for each counter, so that an iteration is two compressions of libcrypto's assembly, which uses the processor's SHA
 * instructions. It prints the processor seconds of one key derivation.
 *
 * gcc -O3 -march=native -o solver solver.c -lcrypto && ./solver ITERATIONS DERIVATIONS
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void put(uint8_t *bytes, const uint32_t *words) {
    for (int i = 0; i < 8; i++) {
        bytes[4 * i] = words[i] >> 24;
        bytes[4 * i + 1] = words[i] >> 16;
        bytes[4 * i + 2] = words[i] >> 8;
        bytes[4 * i + 3] = words[i];
    }
}

static void start(SHA256_CTX *state, const uint8_t *key, int length, uint8_t pad) {
    uint8_t block[64];
    memset(block, pad, sizeof block);
    for (int i = 0; i < length; i++) {
        block[i] ^= key[i];
    }
    SHA256_Init(state);
    SHA256_Transform(state, block);
}

static void derive(uint8_t *out, const uint8_t *password, int length, const uint8_t *salt, int saltLength, int iterations) {
    SHA256_CTX inner, outer, state;
    start(&inner, password, length, 0x36);
    start(&outer, password, length, 0x5c);
    /* a block that holds one digest, padded for a message of 64 + 32 bytes */
    uint8_t block[64] = {0};
    block[32] = 0x80;
    block[62] = 0x03;
    uint8_t first[64] = {0};
    memcpy(first, salt, saltLength);
    first[saltLength + 3] = 1;
    first[saltLength + 4] = 0x80;
    int bits = (64 + saltLength + 4) * 8;
    first[62] = bits >> 8;
    first[63] = bits;
    state = inner;
    SHA256_Transform(&state, first);
    uint32_t sum[8];
    for (int i = 0; i < iterations; i++) {
        if (i > 0) {
            state = inner;
            SHA256_Transform(&state, block);
        }
        put(block, state.h);
        state = outer;
        SHA256_Transform(&state, block);
        for (int j = 0; j < 8; j++) {
            sum[j] = i == 0 ? state.h[j] : sum[j] ^ state.h[j];
        }
        put(block, state.h);
    }
    put(out, sum);
}

int main(int count, char **arguments) {
    int iterations = count > 1 ? atoi(arguments[1]) : 2000;
    int derivations = count > 2 ? atoi(arguments[2]) : 2000;
    uint8_t password[20] = {1, 2, 3}, salt[16] = {4, 5, 6}, key[32], expected[32];
    derive(key, password, sizeof password, salt, sizeof salt, 3);
    PKCS5_PBKDF2_HMAC((char *) password, sizeof password, salt, sizeof salt, 3, EVP_sha256(), sizeof expected, expected);
    if (memcmp(key, expected, sizeof key) != 0) {
        fprintf(stderr, "the solver derives wrong keys\n");
        return 1;
    }
    clock_t begin = clock();
    for (int counter = 0; counter < derivations; counter++) {
        memcpy(password + 16, &counter, sizeof counter);
        derive(key, password, sizeof password, salt, sizeof salt, iterations);
    }
    printf("%.9f\n", (double) (clock() - begin) / CLOCKS_PER_SEC / derivations);
    return 0;
}

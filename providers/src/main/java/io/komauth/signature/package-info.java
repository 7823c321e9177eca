/** The signature that old resource servers check. */
package io.komauth.signature;

/** Checks of text that clients send. */
package io.komauth.text;

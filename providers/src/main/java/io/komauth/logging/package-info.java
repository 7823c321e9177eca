/** Log lines that cannot be forged. */
package io.komauth.logging;

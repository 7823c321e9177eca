/** Keys that are derived from a realm's own. */
package io.komauth.crypto;

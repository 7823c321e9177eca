/** Keys that a tenant's administrator makes. */
package io.komauth.tools.keys;

/** What a token and a token response say of tenant and user. */
package io.komauth.claims;

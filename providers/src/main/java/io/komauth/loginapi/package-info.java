/** The documented login API: its requests in, exactly its 22 members out. */
package io.komauth.loginapi;

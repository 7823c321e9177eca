/** The program {@code kom}: its commands, put together. */
package io.komauth.tools;

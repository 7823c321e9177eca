/** Settings in realm attributes and server options. */
package io.komauth.config;

/** What our own endpoints need of HTTP: CORS, and the language of a response. */
package io.komauth.http;

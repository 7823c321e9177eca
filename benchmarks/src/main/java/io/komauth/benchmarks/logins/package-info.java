/** What a login costs with a captcha, by the documented API and with the claims, beside what Keycloak does by itself. */
package io.komauth.benchmarks.logins;

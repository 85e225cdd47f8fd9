/** Who is asking: Cognito access tokens, and what is open without one. */
@NullMarked
package com.cruddur.api.security;

import org.jspecify.annotations.NullMarked;

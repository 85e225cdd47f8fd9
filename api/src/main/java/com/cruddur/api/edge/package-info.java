/** What holds for every request: size, JSON, CORS, the web server. */
@NullMarked
package com.cruddur.api.edge;

import org.jspecify.annotations.NullMarked;

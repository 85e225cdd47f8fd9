@org.jspecify.annotations.NullMarked
package com.cruddur.infra;

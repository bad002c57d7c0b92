"""The face that Python shows: books whose tables are DataFrames in the dtypes that users of pandas expect."""

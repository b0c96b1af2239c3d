
real	4m13.075s
user	0m56.658s
sys	0m1.635s

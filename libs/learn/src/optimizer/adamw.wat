;; The two loops of an optimiser step, on four floats at a time; counts are multiples of four (the arena pads).
;; Compiled with wabt into adamw-kernel.ts, whose spec compares it with the formula in plain TypeScript.
(module
  (import "env" "memory" (memory 1))

  ;; Sum of squares of n floats at g.
  (func (export "sumOfSquares") (param $g i32) (param $n i32) (result f32)
    (local $end i32) (local $x v128) (local $sum v128)
    (local.set $end (i32.add (local.get $g) (i32.shl (local.get $n) (i32.const 2))))
    (block $done (loop $next
      (br_if $done (i32.ge_u (local.get $g) (local.get $end)))
      (local.set $x (v128.load (local.get $g)))
      (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $x) (local.get $x))))
      (local.set $g (i32.add (local.get $g) (i32.const 16)))
      (br $next)))
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $sum)) (f32x4.extract_lane 1 (local.get $sum)))
      (f32.add (f32x4.extract_lane 2 (local.get $sum)) (f32x4.extract_lane 3 (local.get $sum)))))

  ;; AdamW on n floats: parameters p, gradients g, moments m and v. keep = 1 - rate * decay,
  ;; step = rate / (1 - beta1^t), root = 1 / sqrt(1 - beta2^t); scale multiplies the gradients (clipping).
  (func (export "adamw")
    (param $p i32) (param $g i32) (param $m i32) (param $v i32) (param $n i32)
    (param $keep f32) (param $step f32) (param $beta1 f32) (param $beta2 f32)
    (param $root f32) (param $epsilon f32) (param $scale f32)
    (local $end i32) (local $x v128) (local $first v128) (local $second v128)
    (local $b1 v128) (local $c1 v128) (local $b2 v128) (local $c2 v128)
    (local.set $b1 (f32x4.splat (local.get $beta1)))
    (local.set $b2 (f32x4.splat (local.get $beta2)))
    (local.set $c1 (f32x4.splat (f32.sub (f32.const 1) (local.get $beta1))))
    (local.set $c2 (f32x4.splat (f32.sub (f32.const 1) (local.get $beta2))))
    (local.set $end (i32.add (local.get $p) (i32.shl (local.get $n) (i32.const 2))))
    (block $done (loop $next
      (br_if $done (i32.ge_u (local.get $p) (local.get $end)))
      (local.set $x (f32x4.mul (v128.load (local.get $g)) (f32x4.splat (local.get $scale))))
      (local.set $first (f32x4.add
        (f32x4.mul (v128.load (local.get $m)) (local.get $b1))
        (f32x4.mul (local.get $x) (local.get $c1))))
      (local.set $second (f32x4.add
        (f32x4.mul (v128.load (local.get $v)) (local.get $b2))
        (f32x4.mul (f32x4.mul (local.get $x) (local.get $x)) (local.get $c2))))
      (v128.store (local.get $m) (local.get $first))
      (v128.store (local.get $v) (local.get $second))
      (v128.store (local.get $p) (f32x4.sub
        (f32x4.mul (v128.load (local.get $p)) (f32x4.splat (local.get $keep)))
        (f32x4.div
          (f32x4.mul (local.get $first) (f32x4.splat (local.get $step)))
          (f32x4.add
            (f32x4.mul (f32x4.sqrt (local.get $second)) (f32x4.splat (local.get $root)))
            (f32x4.splat (local.get $epsilon))))))
      (local.set $p (i32.add (local.get $p) (i32.const 16)))
      (local.set $g (i32.add (local.get $g) (i32.const 16)))
      (local.set $m (i32.add (local.get $m) (i32.const 16)))
      (local.set $v (i32.add (local.get $v) (i32.const 16)))
      (br $next)))))

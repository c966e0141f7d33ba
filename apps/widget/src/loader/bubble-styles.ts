export const bubbleStyles = `
:host { all: initial; position: fixed; inset: auto 20px 20px auto; z-index: 2147483000; font-family: var(--font); color: var(--ink); }
[data-part='bubble'] {
  display: grid; place-items: center; width: 56px; height: 56px; padding: 0; border: 0; border-radius: 28px;
  color: #fff; background: #14181f; box-shadow: var(--shadow-float); cursor: pointer; transition: transform var(--ease), background var(--ease);
}
[data-part='bubble']:hover { transform: translateY(-2px); }
[data-part='bubble']:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
[data-part='bubble'][data-loading] { opacity: .75; cursor: progress; }
:host([data-open]) [data-part='bubble'] { background: #2f5bea; }
@media (max-width: 480px) { :host([data-open]) [data-part='bubble'] { display: none; } }
`;

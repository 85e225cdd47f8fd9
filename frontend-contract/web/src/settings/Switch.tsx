import { useId } from "react";
import { t, type Key } from "../language/language";

interface SwitchProps {
  isOn: boolean;
  text: Key;
  hint: Key;
  onChange: (isOn: boolean) => void;
}

export function Switch({ isOn, text, hint, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field__choice">
        <input
          type="checkbox"
          role="switch"
          checked={isOn}
          aria-describedby={id}
          onChange={(event) => onChange(event.target.checked)}
        />
        {t(text)}
      </label>
      <p id={id} className="field__hint">
        {t(hint)}
      </p>
    </div>
  );
}

import { describe, expect, it } from 'vitest';
import { explainSign, renderSignExplanation } from '../../../server/doctor/sign.ts';

describe('waybill sign --explain', () => {
  it('shows every step of the worked example of docId 1385, but not the secret', () => {
    const params = {
      app_key: '12345678',
      code: '3_500102_JxZ05Ux3cnnSSUm6dCxYg6Q26',
      sign_method: 'sha256',
      timestamp: '1517820392000',
      uuid: '',
    };
    const explanation = explainSign({ algorithm: 'iop-system', path: '/rest/auth/token/create', params }, 'helloworld');
    const text = renderSignExplanation(explanation);
    expect(explanation.sign).toBe('35607762342831B6A417A0DED84B79C05FEFBF116969C48AD6DC00279A9F4D81');
    expect(text).toContain('/auth/token/createapp_key12345678code3_500102_');
    expect(text).toContain('Signed, in byte order of the names: app_key, code, sign_method, timestamp.');
    expect(text).toMatch(/Left out .*: uuid\./);
    expect(text).not.toContain('helloworld');
  });

  it('masks the secret where the formula has it in the text', () => {
    const { base } = explainSign({ algorithm: 'top-md5', params: { a: '1' } }, 'helloworld');
    expect(base).toBe('<app secret>a1<app secret>');
  });
});
